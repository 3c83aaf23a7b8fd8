-- Plans are made once per connection instead of once per call: planning would take most of the time of a call with one transfer. Such a plan must
-- not depend on the arguments of a call, nor on the size of a table when it was made.
SET plan_cache_mode = force_generic_plan;
