output "slots" {
  description = "The id of each slot by its name, for setting its value."
  value       = { for name, slot in cloudflare_secrets_store_secret.slot : name => slot.id }
}
