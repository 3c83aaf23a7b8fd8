-- Plans are made once per connection instead of once per call: planning is most of what a call with one transfer would take. Such a plan
-- must not depend on what a call brings, nor on how small a table was when it was made.
SET plan_cache_mode = force_generic_plan;
