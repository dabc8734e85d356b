-- What the lab that the hostile submissions are handed in for asks for: each trap is counted, and takes five cycles.
local good, count = {}, 0

function good.boot(m)
  count = 0
  m.cpu.a0 = 40
end

function good.emulate(m, trap)
  count = count + 1
  m.cpu.a0 = m.cpu.a0 + 1
  return "emulate", {cycles = 5}
end

function good.finish(m)
  return count
end

return good
