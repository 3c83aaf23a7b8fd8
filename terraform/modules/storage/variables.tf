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
  description = "For how long a tile can be neither deleted nor overwritten, while the lock's rule stands."
  type        = number

  validation {
    condition     = var.retention_days >= 1
    error_message = "A tile that can be deleted at once proves nothing."
  }
}
