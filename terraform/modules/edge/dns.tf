# DNS records of the domain as a whole. Those of the applications' hosts are not here: a custom domain makes its own.

locals {
  # The authorities that may issue certificates (RFC 8659): those that Cloudflare uses.
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

# Phishers forge mail from the domains of banks. This domain sends and receives no mail (RFC 7208, 7489, 7505).
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
