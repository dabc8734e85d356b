<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>Overhead</name>
    <message>
        <source>hung: stopped after %1 cycles</source>
        <translation>travou: parado depois de %1 ciclos</translation>
    </message>
    <message>
        <source>triple fault</source>
        <translation>falta tripla</translation>
    </message>
    <message>
        <source>stuck: it waits for an interrupt, and none can come</source>
        <translation>preso: espera uma interrupção, e nenhuma pode vir</translation>
    </message>
    <message>
        <source>the monitor or the guest gave up</source>
        <translation>o monitor ou o convidado desistiu</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>cancelado</translation>
    </message>
    <message>
        <source>not equivalent: exit code %1, native&apos;s is %2</source>
        <translation>não equivalente: código de saída %1, o do native é %2</translation>
    </message>
    <message>
        <source>not equivalent: it printed something else</source>
        <translation>não equivalente: imprimiu outra coisa</translation>
    </message>
    <message>
        <source>not equivalent: its disk is another</source>
        <translation>não equivalente: o disco ficou diferente</translation>
    </message>
    <message>
        <source>its share of an operation is not known: the boot alone failed</source>
        <translation>a parte de cada operação não é conhecida: a inicialização sozinha falhou</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sim</translation>
    </message>
    <message>
        <source>there is no one operation to divide by</source>
        <translation>não há uma operação única pela qual dividir</translation>
    </message>
</context>
<context>
    <name>anel::gui::OverheadModel</name>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>Agrees with native</source>
        <translation>Concorda com o native</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Ciclos</translation>
    </message>
    <message>
        <source>Times native</source>
        <translation>Vezes o native</translation>
    </message>
    <message>
        <source>Cycles per operation</source>
        <translation>Ciclos por operação</translation>
    </message>
    <message>
        <source>Exits</source>
        <translation>Saídas</translation>
    </message>
    <message>
        <source>Exits per operation</source>
        <translation>Saídas por operação</translation>
    </message>
    <message>
        <source>Monitor&apos;s instructions</source>
        <translation>Instruções do monitor</translation>
    </message>
</context>
</TS>
