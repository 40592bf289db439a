# The module brings its own provider; nothing is passed to it.
terraform {
  required_version = ">= 1.9"
}

module "logging" {
  source = "./modules/stack"
}

output "spaces" {
  value = module.logging.spaces
}
