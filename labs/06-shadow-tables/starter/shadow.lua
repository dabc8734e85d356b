-- Shadow tables: the tables that the real machine walks while the guest believes that it walks its own.
local guest = require "guest"  -- guest.base, guest.size, guest.holds(at), guest.word(m, at), guest.set_word(m, at, value)
local pool = require "pool"    -- pool.take(m) gives a page of zeros, pool.give(page) takes it back

local shadow = {}

--- Before the guest's first instruction. Its paging is off. The real root (m.cpu.root) has to name tables of yours from here on.
function shadow.start(m)
  to_be_written("shadow.start(m)")
end

--- The guest has written its root register: frame, address space in bits 4 to 11, bit 0 paging on.
function shadow.set_root(m, root)
  to_be_written("shadow.set_root(m, root)")
end

--- The guest has executed tlbflush: for this address (nil: all), in this address space (nil: all).
function shadow.flush(m, va, space)
  to_be_written("shadow.flush(m, va, space)")
end

--- The real machine has met a page fault at `va`. `access` is "load", "store" or "fetch"; vcpu.root and vcpu.ring are the guest's.
--- Returns "filled": try again; "page": the guest's own page fault; "memory": the guest's machine has no memory there.
function shadow.fault(m, vcpu, access, va)
  to_be_written("shadow.fault(m, vcpu, access, va), access = " .. access)
end

return shadow
