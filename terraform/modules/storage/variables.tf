variable "account_id" {
  description = "The Cloudflare account of this environment."
  type        = string
}

variable "bucket_name" {
  description = "The bucket of the audit log's tiles and its checkpoint."
  type        = string
}

variable "jurisdiction" {
  description = "Where the objects must stay: eu, fedramp or default (anywhere)."
  type        = string
}

variable "retention_days" {
  description = "For how long no tile can be deleted or overwritten, unless the rule is removed before by somebody who may edit the bucket."
  type        = number

  validation {
    condition     = var.retention_days >= 1
    error_message = "A tile that can be deleted at once proves nothing."
  }
}
