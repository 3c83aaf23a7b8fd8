output "names" {
  description = "The dead letter queue of each queue, by the queue's name."
  value       = { for name, queue in cloudflare_queue.queue : queue.queue_name => cloudflare_queue.dead_letters[name].queue_name }
}
