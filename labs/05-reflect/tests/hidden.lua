-- The same properties where they are harder, with guests that nobody has seen.
local cases = require "cases"
local KINDS = {"ecall", "breakpoint", "illegal", "load_misaligned", "store_misaligned", "load_access", "store_access", "fetch_misaligned"}

return {
  cases.guest_test({name = "causes", points = 8, cases = 2, reproduce = "exception", title = {en = "every exception, of kernel and program, arrives as on the bare machine", ["pt-BR"] = "toda exceção, do kernel e do programa, chega como na máquina nua"}}, {},
    function(writer, random)
      for round = 1, 2 do
        for _, kind in ipairs(random:shuffle {table.unpack(KINDS)}) do
          writer:plain(random:number(0, 2))
          cases.exceptions[kind](writer)
        end
        if round == 1 then cases.enter(writer, 3, random:chance(2)) end
      end
      writer:plain(3)
    end),
  cases.guest_test({name = "overreach", points = 6, cases = 2, reproduce = "exception", title = {en = "a privileged instruction of a program is its kernel's to deal with", ["pt-BR"] = "a instrução privilegiada de um programa é assunto do kernel dele"}}, {},
    function(writer, random)
      cases.enter(writer, random:number(1, 3))
      for _ = 1, 6 do
        writer:plain(random:number(0, 3))
        cases.overreach(writer)
      end
      writer:plain(3)
    end),
  cases.guest_test({name = "hcall", points = 4, cases = 2, reproduce = "exception", title = {en = "hcall finds nobody beneath the guest's ring 0, and the kernel from a program", ["pt-BR"] = "hcall não acha ninguém abaixo do anel 0 do convidado e, de um programa, acha o kernel"}}, {},
    function(writer, random)
      for round = 1, 2 do
        for _ = 1, 2 do
          writer:plain(random:number(0, 3))
          writer:trap("hcall")
        end
        if round == 1 then cases.enter(writer, random:number(1, 3)) end
      end
      writer:plain(3)
    end),
  cases.guest_test({name = "status", points = 8, cases = 3, reproduce = "exception", title = {en = "the enable and the ring from before a trap are kept, and come back", ["pt-BR"] = "a habilitação e o anel de antes do trap são guardados, e voltam"}}, {},
    function(writer, random)
      for _ = 1, 5 do
        writer:trap(random:pick {"ei", "di"})
        cases.any_exception(writer, KINDS)
        writer:trap("csrrs %s, status0, zero", writer:register())
        writer:plain(random:number(0, 2))
      end
      cases.enter(writer, random:number(1, 3), random:chance(2))
      for _ = 1, 3 do
        writer:plain(random:number(0, 2))
        cases.any_exception(writer, KINDS)
      end
      writer:plain(3)
    end),
  cases.guest_test({name = "priorities", points = 8, cases = 3, reproduce = "interrupt", title = {en = "of several lines the lowest goes first, and none is lost, also where a handler lets others in", ["pt-BR"] = "de várias linhas a menor vai primeiro, e nenhuma se perde, mesmo quando um tratador deixa outras entrarem"}}, {imask = cases.ALL_LINES, nests = true},
    function(writer, random)
      for _ = 1, 3 do
        cases.raise(writer, cases.some_lines(random, random:number(2, 4)))
        writer:plain(random:number(0, 3))
        writer:trap("ei")
        writer:plain(random:number(1, 3))
        writer:trap("di")
      end
    end),
  cases.guest_test({name = "program-interrupted", points = 8, cases = 3, reproduce = "held-back", title = {en = "a program cannot hold an interrupt off, whatever the enable says; the mask can", ["pt-BR"] = "um programa não segura a interrupção, diga a habilitação o que disser; a máscara segura"}}, {imask = 0x0ff8},
    function(writer, random)
      writer:trap("di")
      cases.raise(writer, cases.some_lines(random, random:number(1, 3)) | 1 << random:number(3, 11))
      writer:plain(random:number(1, 4))
      cases.enter(writer, random:number(1, 3), false)
      writer:plain(4)
      cases.exceptions.ecall(writer)
      writer:plain(4)
    end),
  cases.guest_test({name = "console-line", points = 8, cases = 3, reproduce = "interrupt", title = {en = "the console's line interrupts until its input is read", ["pt-BR"] = "a linha do console interrompe até a entrada ser lida"}},
    {imask = 0xfffa, console = true, input = function(random) return ("key%d"):format(random:number(0, 99)) end},
    function(writer, random)
      writer:plain(random:number(1, 4))
      writer:trap("csrrs %s, pending0, zero", writer:register())
      cases.raise(writer, cases.some_lines(random, 1))
      if random:chance(2) then writer:trap("ei") else cases.enter(writer, random:number(1, 3)) end
      writer:plain(6)
    end),
  cases.outside_test({name = "outside", points = 10, cases = 4, reproduce = "held-back", title = {en = "an interrupt of the real machine, at any moment, reaches the guest once, when it lets it in", ["pt-BR"] = "uma interrupção da máquina real, em qualquer momento, chega ao convidado uma vez, quando ele deixa"}}, {imask = 0xffff},
    function(writer, random)
      local function busy() writer:loop(random:number(4, 12), function() writer:plain(8) end) end
      local held_back = random:shuffle {"di", "mask"}
      for _, phase in ipairs {held_back[1], held_back[2], "ei"} do
        if phase == "mask" then
          writer:trap("csrrci zero, imask0, 1")
          busy()
          writer:trap("csrrsi zero, imask0, 1")
        else
          writer:trap(phase)
          busy()
        end
      end
      cases.enter(writer, 3, random:chance(2))
      busy()
      cases.exceptions.ecall(writer)
      busy()
    end),
}
