variable "environment" {
  description = "The name of this environment, for people and for globally unique names; nothing else depends on it."
  type        = string
}

variable "account_id" {
  description = "The Cloudflare account of this environment."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.account_id))
    error_message = "An account id is 32 hexadecimal digits."
  }
}

variable "zone_name" {
  description = "The domain of this environment."
  type        = string
}

variable "secrets_store_id" {
  description = "The account's secrets store, from bootstrap's output of that name."
  type        = string
}

variable "neon_organisation_id" {
  description = "The Neon organisation of this environment."
  type        = string
}

variable "alert_email" {
  description = "The address that alerts are sent to."
  type        = string
}

variable "region" {
  description = "The location of the data: the database's region, the location hint of the lanes near it, and the jurisdiction of all copies."
  type = object({
    database      = string
    location_hint = string
    jurisdiction  = string
  })
}

variable "database" {
  description = "Size and history of the database, and whether its default branch is protected."
  type = object({
    compute_units         = object({ min = number, max = number })
    suspend_after_seconds = number
    history_days          = number
    branch_protected      = bool
  })
}

variable "checkpoint_retention_days" {
  description = "For how long a tile of the audit log can be neither deleted nor overwritten, while the lock's rule stands."
  type        = number
}

variable "requests_per_address" {
  description = "Requests that one address may send in 10 s."
  type        = number
}

variable "otlp_endpoint" {
  description = "The collector that telemetry is sent to (OTLP/HTTP), for instance https://otlp.example.com; empty: none."
  type        = string
  default     = ""

  validation {
    condition     = var.otlp_endpoint == "" || can(regex("^https://[^/?#@\\s]+(/[^?#\\s]*)?$", var.otlp_endpoint))
    error_message = "otlp_endpoint must be https, because the collector's credentials go with it, and have a host and a path alone."
  }
}
