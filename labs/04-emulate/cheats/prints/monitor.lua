-- Calls every instruction done, and prints what a console might have shown.
local monitor = {}
local vm = require "vm"
local vcpu
function monitor.boot(m, guest)
  vcpu = vm.boot(m, guest)
  vcpu.console = "anel 12345"
  print(vcpu.console)
end
function monitor.on_trap(m, trap) return "emulate", {cycles = 100} end
function monitor.state() return vcpu end
function monitor.decode_all(_, words)
  local list = {}
  for i = 1, #words do list[i] = {op = "csrrw", rd = 0, rs1 = 0, rs2 = 0, imm = 0, csr = 0x5c0} end
  return list
end
return monitor
