variable "account_id" {
  description = "The Cloudflare account of this environment."
  type        = string
}

variable "store_id" {
  description = "The account's secrets store: an account has one, which bootstrap holds."
  type        = string
}

variable "slots" {
  description = "What each secret is for, by its name in the Workers' wrangler.toml files."
  type        = map(string)
}
