-- What a student sees and can run at home.
local cases = require "cases"
local KINDS = {"illegal", "breakpoint", "load_misaligned", "store_misaligned"}

return {
  cases.guest_test({name = "syscall", points = 10, cases = 2, title = {en = "a program's ecall reaches the guest's kernel, and the program goes on", ["pt-BR"] = "o ecall de um programa chega ao kernel do convidado, e o programa continua"}}, {},
    function(writer, random)
      cases.enter(writer, 3)
      for _ = 1, 4 do
        writer:plain(random:number(1, 5))
        cases.exceptions.ecall(writer)
      end
      writer:plain(3)
    end),
  cases.guest_test({name = "exception", points = 10, cases = 2, title = {en = "exceptions carry their cause, value and pc into bank 0", ["pt-BR"] = "as exceções levam causa, valor e pc ao banco 0"}}, {},
    function(writer, random)
      for round = 1, 2 do
        for _ = 1, 3 do
          writer:plain(random:number(1, 4))
          cases.any_exception(writer, KINDS)
        end
        if round == 1 then cases.enter(writer, 3) end
      end
      writer:plain(3)
    end),
  cases.guest_test({name = "interrupt", points = 10, cases = 2, title = {en = "with interrupts on, a pending one is taken at once", ["pt-BR"] = "com interrupções ligadas, uma pendente é atendida na hora"}}, {imask = cases.ALL_LINES},
    function(writer, random)
      writer:trap("ei")
      for _ = 1, 4 do
        writer:plain(random:number(1, 5))
        cases.raise(writer, cases.some_lines(random, 1))
      end
      writer:plain(3)
    end),
  cases.guest_test({name = "held-back", points = 10, cases = 2, title = {en = "enable and mask hold an interrupt back, and it is taken when they let it", ["pt-BR"] = "habilitação e máscara seguram a interrupção, e ela é atendida quando deixam"}}, {imask = 0},
    function(writer, random)
      local line, other = cases.some_lines(random, 1), writer:register()
      cases.raise(writer, line)
      writer:plain(3)
      writer:trap("ei")
      writer:plain(3)
      writer:trap("di")
      writer:add("li %s, 0x%x", other, line)
      writer:trap("csrrs zero, imask0, %s", other)
      writer:plain(3)
      writer:trap("ei")
      writer:plain(3)
    end),
}
