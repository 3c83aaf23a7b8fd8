# Requests that are refused before a Worker runs. `ref` is a rule's permanent name: without it, a change of one rule gives all of them new ids.

locals {
  hosts = sort(values(var.applications))
  # An application, or a preview of one: pr-7.api.ledge.example, which `npm run deploy` opens and closes.
  served = join(" or ", concat(
    ["http.host in {${join(" ", [for host in local.hosts : "\"${host}\""])}}"],
    [for host in local.hosts : "ends_with(http.host, \".${host}\")"],
  ))
}

resource "cloudflare_ruleset" "firewall" {
  zone_id     = cloudflare_zone.this.id
  name        = "Requests that no application takes"
  description = "Refused at the edge, before any Worker runs"
  kind        = "zone"
  phase       = "http_request_firewall_custom"

  rules = [
    {
      ref         = "unknown_host"
      description = "A host that neither an application nor a preview of one answers on"
      expression  = "(not (${local.served}))"
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
  description = "Counted per location and address: against floods, never as a limit of payments"
  kind        = "zone"
  phase       = "http_ratelimit"

  rules = [
    {
      ref         = "flood"
      description = "More requests than one client sends"
      expression  = "(${local.served})"
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
      expression  = "(${local.served})"
      action      = "block"
      enabled     = true
      ratelimit = {
        characteristics     = ["cf.colo.id", "ip.src"]
        counting_expression = "((${local.served}) and http.response.code eq 401)"
        period              = 60
        requests_per_period = var.refusals_per_address
        mitigation_timeout  = 600
      }
    },
  ]
}
