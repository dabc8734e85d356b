-- What a student sees and can run at home.
local cases = require "cases"

return {
  cases.decode_test {name = "decode", points = 8, cases = 2, title = {en = "decode tells the instructions apart and finds their operands", ["pt-BR"] = "decode distingue as instruções e encontra os operandos"}},
  cases.guest_test({name = "csr-write", points = 8, cases = 2, title = {en = "what csrrw and csrrwi write, the next read sees", ["pt-BR"] = "o que csrrw e csrrwi escrevem, a próxima leitura vê"}},
    function(writer, random)
      for _ = 1, 12 do
        cases.csr(writer, {"csrrw", "csrrwi"})
        writer:plain(random:number(0, 3))
      end
    end),
  cases.guest_test({name = "interrupt-flag", points = 8, cases = 2, title = {en = "ei and di move the virtual enable, and status0 shows it", ["pt-BR"] = "ei e di movem a habilitação virtual, e status0 mostra isso"}},
    function(writer, random)
      for _ = 1, 8 do
        cases.flag(writer)
        writer:trap("csrrs %s, status0, zero", writer:register())
        writer:plain(random:number(0, 3))
      end
    end),
  cases.guest_test({name = "console", points = 8, cases = 2, also = cases.console, title = {en = "bytes written to port 0x10 come to the virtual console", ["pt-BR"] = "os bytes escritos na porta 0x10 chegam ao console virtual"}},
    function(writer, random)
      writer:add("li t0, 0x10")
      for byte in ("anel " .. random:number(0, 99999)):gmatch(".") do
        writer:add("li a0, %d", byte:byte())
        writer:trap("out a0, 0(t0)")
      end
      writer:plain(4)
    end),
  cases.guest_test({name = "return", points = 8, cases = 2, title = {en = "tret goes on at epc0 and brings back the enable", ["pt-BR"] = "tret segue em epc0 e traz de volta a habilitação"}},
    function(writer, random)
      for _ = 1, 4 do
        cases.tret(writer, 0)
        writer:trap("csrrs %s, status0, zero", writer:register())
        writer:plain(random:number(0, 3))
      end
    end),
}
