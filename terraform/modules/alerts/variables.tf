variable "account_id" {
  description = "The Cloudflare account of this environment."
  type        = string
}

variable "environment" {
  description = "Named in every alert."
  type        = string
}

variable "email" {
  description = "Who is told: a group's address, not a person's."
  type        = string
}
