# Records that speak for the whole domain. The hosts of the applications have none here: a custom domain makes its own.

locals {
  # Who may issue certificates (RFC 8659): the authorities that Cloudflare issues from.
  certificate_authorities = ["letsencrypt.org", "pki.goog; cansignhttpexchanges=yes", "ssl.com"]
}

resource "cloudflare_dns_record" "certificate_authority" {
  for_each = toset(local.certificate_authorities)

  zone_id = cloudflare_zone.this.id
  name    = var.zone_name
  type    = "CAA"
  ttl     = 3600
  data = {
    flags = 0
    tag   = "issue"
    value = each.value
  }
}

# The domain of a bank is what phishers sign with. This one sends no mail and takes none (RFC 7208, 7489, 7505).
resource "cloudflare_dns_record" "spf" {
  zone_id = cloudflare_zone.this.id
  name    = var.zone_name
  type    = "TXT"
  ttl     = 3600
  content = "\"v=spf1 -all\""
}

resource "cloudflare_dns_record" "dmarc" {
  zone_id = cloudflare_zone.this.id
  name    = "_dmarc.${var.zone_name}"
  type    = "TXT"
  ttl     = 3600
  content = "\"v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s\""
}

resource "cloudflare_dns_record" "null_mx" {
  zone_id  = cloudflare_zone.this.id
  name     = var.zone_name
  type     = "MX"
  ttl      = 3600
  content  = "."
  priority = 0
}
