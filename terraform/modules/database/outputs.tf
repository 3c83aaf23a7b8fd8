output "project_id" {
  description = "The Neon project."
  value       = neon_project.this.id
}

output "branch_id" {
  description = "The project's default branch: the one that serves, and that previews branch from."
  value       = neon_project.this.default_branch_id
}

output "host" {
  description = "The host of the default branch's endpoint, without the pooler: a lane keeps its own warm connection."
  value       = neon_project.this.database_host
}

output "name" {
  description = "The database of the platform."
  value       = neon_database.this.name
}
