# The zone, and the settings of every answer from it, whatever a Worker answers: TLS 1.2 or newer, HTTPS alone, HSTS.

resource "cloudflare_zone" "this" {
  account = {
    id = var.account_id
  }
  name = var.zone_name
  type = "full"

  lifecycle {
    prevent_destroy = true
  }
}

# Cloudflare calls it "pending" until the DS record is at the registrar, and a plan is not empty until then.
resource "cloudflare_zone_dnssec" "this" {
  zone_id = cloudflare_zone.this.id
  status  = "active"
}

resource "cloudflare_zone_setting" "min_tls_version" {
  zone_id    = cloudflare_zone.this.id
  setting_id = "min_tls_version"
  value      = "1.2"
}

resource "cloudflare_zone_setting" "tls_1_3" {
  zone_id    = cloudflare_zone.this.id
  setting_id = "tls_1_3"
  value      = "on"
}

resource "cloudflare_zone_setting" "always_use_https" {
  zone_id    = cloudflare_zone.this.id
  setting_id = "always_use_https"
  value      = "on"
}

resource "cloudflare_zone_setting" "ssl" {
  zone_id    = cloudflare_zone.this.id
  setting_id = "ssl"
  value      = "strict"
}

resource "cloudflare_zone_setting" "security_header" {
  zone_id    = cloudflare_zone.this.id
  setting_id = "security_header"
  value = {
    strict_transport_security = {
      enabled            = true
      max_age            = var.hsts_max_age_seconds
      include_subdomains = true
      preload            = true
      nosniff            = true
    }
  }
}

# Cloudflare's defaults that would change what clients of an API send and get. Browser Integrity Check refuses requests without a browser's headers; the
# other two rewrite pages, and make a strong ETag a weak one. Compression is no setting: answers with an ETag say `no-transform`.
resource "cloudflare_zone_setting" "off" {
  for_each = toset(["browser_check", "email_obfuscation", "rocket_loader"])

  zone_id    = cloudflare_zone.this.id
  setting_id = each.value
  value      = "off"
}
