# The project, its default branch and the database. No roles: a role made by the provider joins neon_superuser, which bypasses row security.
# The roles that Ledge uses are made by migrations/bootstrap.sql.

locals {
  # Made by Neon with every project. It administers the database and runs migrations/bootstrap.sql; the runtime never has its credentials.
  administrator = "neondb_owner"
}

resource "neon_project" "this" {
  org_id                    = var.organisation_id
  name                      = var.project_name
  region_id                 = var.region_id
  pg_version                = 18
  history_retention_seconds = var.history_days * 86400
  default_branch_protected  = var.branch_protected
  # Neon keeps no password of a role: who may read the project cannot read its owner's. `npm run environment:prepare` sets that one, once.
  store_password = false

  # The compute that serves. The limits of a project itself are for computes that are made later, and hold for previews.
  primary_compute = {
    autoscaling_limit_min_cu = var.compute_units.min
    autoscaling_limit_max_cu = var.compute_units.max
    suspend_timeout_seconds  = var.suspend_after_seconds
  }

  # When Neon may restart the compute, in UTC: without a window it chooses one.
  maintenance_window = {
    weekdays   = var.maintenance.weekdays
    start_time = var.maintenance.start
    end_time   = var.maintenance.end
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "neon_database" "this" {
  project_id = neon_project.this.id
  branch_id  = neon_project.this.default_branch_id
  name       = var.database_name
  owner_name = local.administrator

  lifecycle {
    prevent_destroy = true
  }
}
