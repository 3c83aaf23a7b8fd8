# One complete environment of Ledge. Both environments are this module with different values; values that are the same everywhere are here.

locals {
  # Names need no suffix per environment: an environment is an account of its own.
  gateway = "ledge-gateway"
  queues  = ["ledge-audit", "ledge-events", "ledge-search"]
  secrets = {
    RUNTIME_DATABASE = "No login yet: npm run environment:prepare"
  }
  # The gateway serves all applications, and distinguishes them by the host.
  applications = {
    api  = "api.${var.zone_name}"
    docs = "docs.${var.zone_name}"
    log  = "log.${var.zone_name}"
  }
}

module "edge" {
  source = "../edge"

  account_id           = var.account_id
  zone_name            = var.zone_name
  applications         = local.applications
  gateway              = local.gateway
  hsts_max_age_seconds = 63072000
  requests_per_address = var.requests_per_address
}

module "queues" {
  source = "../queues"

  account_id = var.account_id
  names      = local.queues
}

module "storage" {
  source = "../storage"

  account_id     = var.account_id
  bucket_name    = "ledge-audit-checkpoints"
  jurisdiction   = var.region.jurisdiction
  retention_days = var.checkpoint_retention_days
}

module "secrets" {
  source = "../secrets"

  account_id = var.account_id
  store_id   = var.secrets_store_id
  slots      = local.secrets
}

module "alerts" {
  source = "../alerts"

  account_id  = var.account_id
  environment = var.environment
  email       = var.alert_email
}

module "database" {
  source = "../database"

  organisation_id       = var.neon_organisation_id
  project_name          = "ledge-${var.environment}"
  region_id             = var.region.database
  database_name         = "ledge"
  history_days          = var.database.history_days
  compute_units         = var.database.compute_units
  suspend_after_seconds = var.database.suspend_after_seconds
  branch_protected      = var.database.branch_protected
  # Sunday, when the banks of the European Union book least.
  maintenance = { weekdays = [7], start = "02:00", end = "03:00" }
}
