run "a_slot_holds_a_placeholder" {
  command = plan

  variables {
    account_id = "a0000000000000000000000000000001"
    store_id   = "a0000000000000000000000000000002"
    slots      = { RUNTIME_DATABASE = "The runtime's login" }
  }

  assert {
    condition     = cloudflare_secrets_store_secret.slot["RUNTIME_DATABASE"].value == "placeholder-set-the-value-outside-terraform"
    error_message = "A secret was given to Terraform, which keeps it in the state."
  }

  assert {
    condition     = one(cloudflare_secrets_store_secret.slot["RUNTIME_DATABASE"].scopes) == "workers"
    error_message = "Nothing but Workers reads secrets."
  }
}
