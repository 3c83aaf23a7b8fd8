output "secrets_store_id" {
  description = "The account's secrets store, for the argument of that name in the environment's main.tf."
  value       = cloudflare_secrets_store.this.id
}
