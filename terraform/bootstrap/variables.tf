variable "account_id" {
  description = "The Cloudflare account that is prepared."
  type        = string

  validation {
    condition     = can(regex("^[0-9a-f]{32}$", var.account_id))
    error_message = "An account id is 32 hexadecimal digits."
  }
}

variable "existing_secrets_store_id" {
  description = "The account's secrets store if it has one already (an account has at most one); null to make it."
  type        = string
  default     = null
}
