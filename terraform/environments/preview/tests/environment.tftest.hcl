run "hosts_lie_within_the_zone" {
  command = plan

  assert {
    condition     = alltrue([for host in values(output.applications) : endswith(host, ".${output.zone.name}")])
    error_message = "A host lies outside the zone of this environment."
  }
}

run "data_stays_in_the_european_union" {
  command = plan

  assert {
    condition     = output.checkpoint_bucket.jurisdiction == "eu" && output.region.jurisdiction == "eu" && strcontains(output.region.database, "-eu-")
    error_message = "The database, the checkpoints and the lanes must lie in the European Union."
  }
}
