variable "account_id" {
  description = "The Cloudflare account of this environment."
  type        = string
}

variable "environment" {
  description = "Named in every alert."
  type        = string
}

variable "email" {
  description = "The address that alerts are sent to: a group's, not a person's."
  type        = string
}
