variable "account_id" {
  description = "The Cloudflare account of this environment."
  type        = string
}

variable "zone_name" {
  description = "The domain of this environment, which the account holds as a zone."
  type        = string
}

variable "applications" {
  description = "Public host names by application, each within the zone. The gateway serves all of them: it is the only public Worker."
  type        = map(string)

  validation {
    condition     = alltrue([for host in values(var.applications) : endswith(host, ".${var.zone_name}")])
    error_message = "Every host must lie within the zone."
  }
}

variable "gateway" {
  description = "The name of the gateway Worker, as in its wrangler.toml."
  type        = string
}

variable "hsts_max_age_seconds" {
  description = "How long browsers refuse plain HTTP. Preload lists ask for a year at least."
  type        = number

  validation {
    condition     = var.hsts_max_age_seconds >= 31536000
    error_message = "HSTS must last a year (31536000 s) at least."
  }
}

variable "requests_per_address" {
  description = "Requests that one address may send in 10 s before it is refused for 10 s. Protects the platform; limits per customer are the gateway's."
  type        = number
}
