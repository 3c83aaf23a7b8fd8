# Requests that are refused before a Worker runs, and the headers of what Cloudflare itself answers. `ref` is a rule's permanent name: without it, a
# change of one rule gives all of them new ids.
#
# The rules are those that the Pro plan takes: custom answers of rules, and two rate-limiting rules by host and address over at most a minute. Counting
# answers by their status, to find who guesses credentials, needs Business; the gateway counts refused credentials by itself (decision 68).

locals {
  hosts = sort(values(var.applications))
  # An application, or a preview of one: pr-7.api.ledge.example, which `npm run deploy` opens and closes.
  served = join(" or ", concat(
    ["http.host in {${join(" ", [for host in local.hosts : "\"${host}\""])}}"],
    [for host in local.hosts : "ends_with(http.host, \".${host}\")"],
  ))
  # What a refusal says: the API's problem documents, in the media type that Cloudflare lets a rule have.
  refusals = {
    for code, problem in {
      not_found          = { status = 404, title = "There is no such resource." }
      method_not_allowed = { status = 405, title = "The resource does not support this method." }
      rate_limited       = { status = 429, title = "More requests than this caller may send now." }
    } :
    code => merge(problem, {
      content = jsonencode(merge(problem, { code = code, type = "https://${var.applications.docs}/errors#${code}" }))
    })
  }
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
      action_parameters = {
        response = {
          status_code  = local.refusals.not_found.status
          content_type = "application/json"
          content      = local.refusals.not_found.content
        }
      }
    },
    {
      ref         = "unknown_method"
      description = "A method that no operation has"
      expression  = "(not http.request.method in {\"GET\" \"HEAD\" \"OPTIONS\" \"POST\" \"PATCH\" \"DELETE\"})"
      action      = "block"
      enabled     = true
      action_parameters = {
        response = {
          status_code  = local.refusals.method_not_allowed.status
          content_type = "application/json"
          content      = local.refusals.method_not_allowed.content
        }
      }
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
      action_parameters = {
        response = {
          status_code  = local.refusals.rate_limited.status
          content_type = "application/json"
          content      = local.refusals.rate_limited.content
        }
      }
      ratelimit = {
        characteristics     = ["cf.colo.id", "ip.src"]
        period              = 10
        requests_per_period = var.requests_per_address
        mitigation_timeout  = 10
      }
    },
  ]

  lifecycle {
    precondition {
      condition     = cloudflare_zone.this.plan.legacy_id != "free"
      error_message = "The zone is on the Free plan, which limits rates by path alone: buy Pro first (docs/runbooks/new-environment.md)."
    }
  }
}

# The gateway gives every answer of a Worker these headers. What never reaches a Worker gets them here: blocks, rate limits, and errors of
# Cloudflare's own. What a Worker says is left alone. Redirects to HTTPS and answers in plain TCP are before these rules.
resource "cloudflare_ruleset" "headers" {
  zone_id     = cloudflare_zone.this.id
  name        = "Headers of what Cloudflare itself answers"
  description = "Those that the gateway gives every answer"
  kind        = "zone"
  phase       = "http_response_headers_transform"

  rules = [
    {
      ref         = "cloudflares_own"
      description = "A block, a rate limit or an error that no Worker answered"
      # No challenges: their page has scripts, which the policy would forbid, and nothing here asks for one.
      expression = "(cf.response.error_type in {\"waf\" \"ratelimit\" \"ip_ban\" \"1xxx\" \"5xx\"})"
      action     = "rewrite"
      enabled    = true
      action_parameters = {
        headers = {
          "Cache-Control"                = { operation = "set", value = "no-store" }
          "Content-Security-Policy"      = { operation = "set", value = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'" }
          "Cross-Origin-Opener-Policy"   = { operation = "set", value = "same-origin" }
          "Cross-Origin-Resource-Policy" = { operation = "set", value = "same-origin" }
          "Permissions-Policy"           = { operation = "set", value = "camera=(), geolocation=(), microphone=()" }
          "Referrer-Policy"              = { operation = "set", value = "no-referrer" }
          "Strict-Transport-Security"    = { operation = "set", value = "max-age=${var.hsts_max_age_seconds}; includeSubDomains; preload" }
          "X-Content-Type-Options"       = { operation = "set", value = "nosniff" }
          "X-Frame-Options"              = { operation = "set", value = "DENY" }
        }
      }
    },
  ]
}
