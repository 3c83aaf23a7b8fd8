# Alerts on events that only Cloudflare can notice. Alerts on what the Workers notice (errors, latencies, lag) come from their telemetry: docs/runbooks/alerts.md
# says what to do about both, by the names of tools/observability/generated/alerts.

resource "cloudflare_notification_policy" "certificates" {
  account_id  = var.account_id
  name        = "ledge ${var.environment}: certificates"
  description = "LedgeCertificateExpires, as Cloudflare sees it: a certificate was issued, renewed, or is about to run out"
  alert_type  = "universal_ssl_event_type"
  enabled     = true
  mechanisms = {
    email = [{ id = var.email }]
  }
}

resource "cloudflare_notification_policy" "denial_of_service" {
  account_id  = var.account_id
  name        = "ledge ${var.environment}: denial of service"
  description = "An attack on HTTP was detected and is being mitigated"
  alert_type  = "dos_attack_l7"
  enabled     = true
  mechanisms = {
    email = [{ id = var.email }]
  }
}

resource "cloudflare_notification_policy" "incidents" {
  account_id  = var.account_id
  name        = "ledge ${var.environment}: incidents of the platform"
  description = "Cloudflare reports an incident of its own"
  alert_type  = "incident_alert"
  enabled     = true
  filters = {
    incident_impact = ["INCIDENT_IMPACT_MAJOR", "INCIDENT_IMPACT_CRITICAL"]
  }
  mechanisms = {
    email = [{ id = var.email }]
  }
}
