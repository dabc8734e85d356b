-- The same properties where they are harder, with guests that nobody has seen.
local cases = require "cases"

local ALL = {"vector0", "epc0", "cause0", "value0", "status0", "scratch0", "delegate0", "imask0", "pending0", "ring", "root"}

--- The whole instruction set of the lab, at random.
local function anything(writer, random, count)
  for _ = 1, count do
    local kind = random:number(1, 10)
    if kind <= 4 then cases.csr(writer, nil, ALL)
    elseif kind == 5 then cases.flag(writer)
    elseif kind == 6 then cases.port_in(writer)
    elseif kind == 7 then cases.port_out(writer)
    elseif kind == 8 then cases.tret(writer, 0)
    elseif kind == 9 then cases.wfi(writer)
    else
      cases.flush(writer)
      cases.probe(writer)
    end
    writer:plain(random:number(0, 4))
  end
end

return {
  cases.decode_test({name = "decode-edges", points = 6, cases = 3, reproduce = "decode", title = {en = "decode takes displacements of both signs, and knows what is not its own", ["pt-BR"] = "decode aceita deslocamentos dos dois sinais e reconhece o que não é dele"}}, true),
  cases.guest_test({name = "csr-set-clear", points = 10, cases = 3, reproduce = "csr-write", title = {en = "csrrs and csrrc set and clear, and give back what was there before", ["pt-BR"] = "csrrs e csrrc ligam e desligam bits, e devolvem o que havia antes"}},
    function(writer, random)
      cases.csr_corners(writer)
      for _ = 1, 12 do
        cases.csr(writer)
        writer:plain(random:number(0, 2))
      end
    end),
  cases.guest_test({name = "csr-bits", points = 6, cases = 3, reproduce = "csr-write", title = {en = "only the bits that a register has can be written", ["pt-BR"] = "só os bits que o registrador tem podem ser escritos"}},
    function(writer, random)
      for _ = 1, 14 do
        cases.csr(writer, {"csrrw", "csrrs"}, {"vector0", "epc0", "status0", "imask0", "pending0"})
        writer:plain(random:number(0, 1))
      end
    end),
  cases.guest_test({name = "virtual-ring", points = 6, cases = 2, reproduce = "csr-write", title = {en = "the guest's kernel finds itself in ring 0, with paging off", ["pt-BR"] = "o kernel do convidado se vê no anel 0, com a paginação desligada"}},
    function(writer, random)
      for _ = 1, 8 do
        cases.csr(writer, nil, {"ring", "ring", "root", "scratch0"})
        writer:plain(random:number(0, 3))
      end
    end),
  cases.guest_test({name = "returns", points = 8, cases = 3, reproduce = "return", title = {en = "tret takes the ring, the enable and the pc from bank 0, into every ring", ["pt-BR"] = "tret toma do banco 0 o anel, a habilitação e o pc, para qualquer anel"}},
    function(writer, random)
      for status = 0, 3 do cases.tret(writer, 0, status) end
      for _ = 1, 3 do
        cases.tret(writer, 0)
        cases.csr(writer, nil, {"status0"})
      end
      cases.tret(writer, random:number(1, 3))
      writer:plain(8)
    end),
  cases.guest_test({name = "ports", points = 8, cases = 3, also = cases.console, reproduce = "console", title = {en = "in and out reach the port that the operands name, and no other", ["pt-BR"] = "in e out chegam à porta que os operandos indicam, e a nenhuma outra"}},
    function(writer, random)
      for _, port in ipairs {0x10, 0x11, 0x10, 0x7777, 0x10} do cases.port_in(writer, port) end
      for _ = 1, 12 do
        if random:chance(2) then cases.port_in(writer) else cases.port_out(writer) end
        writer:plain(random:number(0, 2))
      end
      return {input = ("typed %d"):format(random:number(0, 999))}
    end),
  cases.guest_test({name = "wait-and-flush", points = 4, cases = 2, reproduce = "interrupt-flag", title = {en = "wfi goes on when something is pending and waits otherwise; tlbflush and probe without paging", ["pt-BR"] = "wfi prossegue quando algo está pendente e senão espera; tlbflush e probe sem paginação"},
      also = function(state)
        expect.equal(state.waiting, true, {en = "vcpu.waiting behind a wfi with nothing pending in the mask", ["pt-BR"] = "vcpu.waiting depois de um wfi sem nada pendente na máscara"})
      end},
    function(writer, random)
      for _ = 1, 3 do
        cases.wfi(writer)
        cases.flush(writer)
        cases.probe(writer)
        writer:plain(random:number(0, 3))
      end
      writer:trap("wfi")
      cases.csr(writer)
    end),
  cases.guest_test({name = "power", points = 4, cases = 2, reproduce = "console", title = {en = "a machine that is off stays off", ["pt-BR"] = "uma máquina desligada fica desligada"},
      also = function(state, bare)
        expect.equal(state.power, bare.guest.code, {en = "vcpu.power, which is to hold the low eight bits of what the guest wrote to port 0xf0", ["pt-BR"] = "vcpu.power, que deve conter os oito bits baixos do que o convidado escreveu na porta 0xf0"})
      end},
    function(writer, random)
      local code = random:number(0, 255)
      writer:plain(4)
      cases.csr(writer)
      cases.flag(writer)
      cases.power(writer, code)
      cases.csr(writer)
      writer:plain(3)
      return {code = code}
    end),
  cases.guest_test({name = "mixed", points = 8, cases = 2, also = cases.console, reproduce = "csr-write", title = {en = "programs of all these instructions run as on the bare machine", ["pt-BR"] = "programas com todas essas instruções executam como na máquina nua"}},
    function(writer, random)
      anything(writer, random, 40)
      return {input = "abc"}
    end),
}
