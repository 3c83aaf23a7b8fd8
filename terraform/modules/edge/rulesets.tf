# What is refused before a Worker runs. `ref` names a rule for good: without it, changing one rule gives all of them new ids.

locals {
  hosts = join(" ", [for host in sort(values(var.applications)) : "\"${host}\""])
}

resource "cloudflare_ruleset" "firewall" {
  zone_id     = cloudflare_zone.this.id
  name        = "Requests that no application takes"
  description = "Refused at the edge, before any code of ours"
  kind        = "zone"
  phase       = "http_request_firewall_custom"

  rules = [
    {
      ref         = "unknown_host"
      description = "A host that no application answers on"
      expression  = "(not http.host in {${local.hosts}})"
      action      = "block"
      enabled     = true
    },
    {
      ref         = "unknown_method"
      description = "A method that no operation has"
      expression  = "(not http.request.method in {\"GET\" \"HEAD\" \"OPTIONS\" \"POST\" \"PATCH\" \"DELETE\"})"
      action      = "block"
      enabled     = true
    },
  ]
}

resource "cloudflare_ruleset" "rate_limit" {
  zone_id     = cloudflare_zone.this.id
  name        = "Rates per address"
  description = "Counted per location and address: against floods, never for limits of money"
  kind        = "zone"
  phase       = "http_ratelimit"

  rules = [
    {
      ref         = "flood"
      description = "More requests than one client sends"
      expression  = "(http.host in {${local.hosts}})"
      action      = "block"
      enabled     = true
      ratelimit = {
        characteristics     = ["cf.colo.id", "ip.src"]
        period              = 10
        requests_per_period = var.requests_per_address
        mitigation_timeout  = 10
      }
    },
    {
      ref         = "guessed_credentials"
      description = "More refused credentials than a mistake makes"
      expression  = "(http.host in {${local.hosts}})"
      action      = "block"
      enabled     = true
      ratelimit = {
        characteristics     = ["cf.colo.id", "ip.src"]
        counting_expression = "(http.host in {${local.hosts}} and http.response.code eq 401)"
        period              = 60
        requests_per_period = var.refusals_per_address
        mitigation_timeout  = 600
      }
    },
  ]
}
