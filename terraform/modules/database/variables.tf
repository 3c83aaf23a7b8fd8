variable "organisation_id" {
  description = "The Neon organisation of this environment."
  type        = string
}

variable "project_name" {
  description = "The name of the Neon project."
  type        = string
}

variable "region_id" {
  description = "The region of the database, for instance aws-eu-central-1."
  type        = string
}

variable "database_name" {
  description = "The database of the platform."
  type        = string
}

variable "history_days" {
  description = "For how many days the database can be restored to any instant."
  type        = number

  validation {
    condition     = var.history_days >= 1 && var.history_days <= 30
    error_message = "Neon keeps between 1 and 30 days of history."
  }
}

variable "compute_units" {
  description = "Between how many compute units the database scales."
  type = object({
    min = number
    max = number
  })

  # https://neon.com/docs/manage/computes: the difference is at most 8 CU, and autoscaling ends at 16.
  validation {
    condition     = var.compute_units.max - var.compute_units.min <= 8 && var.compute_units.max <= 16
    error_message = "Neon scales over at most 8 compute units, up to 16."
  }
}

variable "maintenance" {
  description = "When Neon may restart the compute for updates: weekdays (1 is Monday), start and end as HH:MM in UTC."
  type = object({
    weekdays = list(number)
    start    = string
    end      = string
  })
}

variable "suspend_after_seconds" {
  description = "After how many seconds without a query the database is suspended; -1 for never."
  type        = number
}

variable "branch_protected" {
  description = "Whether the default branch can be neither deleted nor reset."
  type        = bool
}
