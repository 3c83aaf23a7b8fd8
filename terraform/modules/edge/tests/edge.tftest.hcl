variables {
  account_id           = "a0000000000000000000000000000001"
  zone_name            = "ledge.test"
  applications         = { api = "api.ledge.test", docs = "docs.ledge.test" }
  gateway              = "ledge-gateway"
  hsts_max_age_seconds = 31536000
  requests_per_address = 100
}

run "every_application_is_the_gateway" {
  command = plan

  assert {
    condition     = { for name, domain in cloudflare_workers_custom_domain.application : domain.hostname => domain.service } == { "api.ledge.test" = "ledge-gateway", "docs.ledge.test" = "ledge-gateway" }
    error_message = "A host leads past the gateway."
  }
}

run "hosts_and_previews_of_them_are_let_in_and_no_other" {
  command = plan

  assert {
    condition     = cloudflare_ruleset.firewall.rules[0].expression == "(not (http.host in {\"api.ledge.test\" \"docs.ledge.test\"} or ends_with(http.host, \".api.ledge.test\") or ends_with(http.host, \".docs.ledge.test\")))"
    error_message = "The rule lets in other hosts, or not all."
  }
}

run "a_refusal_is_the_problem_document_of_the_api" {
  command = plan

  assert {
    condition     = jsondecode(cloudflare_ruleset.rate_limit.rules[0].action_parameters.response.content) == { code = "rate_limited", status = 429, title = "More requests than this caller may send now.", type = "https://docs.ledge.test/errors#rate_limited" }
    error_message = "Who is refused at the edge is not answered as by the API."
  }
}

run "an_answer_of_cloudflares_own_has_the_gateways_headers" {
  command = plan

  assert {
    condition     = cloudflare_ruleset.headers.rules[0].action_parameters.headers["Strict-Transport-Security"].value == "max-age=31536000; includeSubDomains; preload"
    error_message = "HSTS is not the zone's."
  }
}

run "a_host_outside_the_zone_is_refused" {
  command = plan

  variables {
    applications = { api = "api.elsewhere.test" }
  }

  expect_failures = [var.applications]
}

run "a_host_that_only_ends_like_the_zone_is_refused" {
  command = plan

  variables {
    applications = { api = "api.notledge.test" }
  }

  expect_failures = [var.applications]
}

run "hsts_of_less_than_a_year_is_refused" {
  command = plan

  variables {
    hsts_max_age_seconds = 86400
  }

  expect_failures = [var.hsts_max_age_seconds]
}
