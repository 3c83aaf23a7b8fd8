run "an_account_is_32_hexadecimal_digits" {
  command = plan

  variables {
    account_id = "ledge"
  }

  expect_failures = [var.account_id]
}
