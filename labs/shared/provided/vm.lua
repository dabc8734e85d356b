-- The virtual machine as lab 3 made it: the record that the guest takes for its processor, and the way into ring 1.
local vm = {}

--- The ring of the real machine in which a virtual ring runs. Ring 0 is the monitor's alone.
function vm.real_ring(virtual)
  if virtual == 3 then return 3 end
  return 1
end

--- Makes the virtual CPU and puts the guest into ring 1. guest = {pc =, x = {x1, …, x31}, input = text or nil}
function vm.boot(m, guest)
  local vcpu = {
    pc = guest.pc, ring = 0,
    vector0 = 0, epc0 = 0, cause0 = 0, value0 = 0, status0 = 0, scratch0 = 0, delegate0 = 0, imask0 = 0, pending0 = 0,
    root = 0,
    input = guest.input or "",  -- bytes that wait at the virtual console
    console = "",               -- bytes that the guest has written there
    power = nil,                -- the exit code, once the guest has switched itself off
    waiting = false,            -- the guest waits for an interrupt that nobody will send
  }
  for i = 1, 31 do m.cpu["x" .. i] = guest.x[i] end
  m.cpu.grant, m.cpu.delegate0, m.cpu.root = 0, 0, 0  -- no bank of its own in ring 1: all that is privileged traps
  m.cpu.imask0 = 0xffff                               -- interrupts of the real machine are the monitor's
  m.cpu.pc, m.cpu.ring = vcpu.pc, vm.real_ring(vcpu.ring)
  return vcpu
end

return vm
