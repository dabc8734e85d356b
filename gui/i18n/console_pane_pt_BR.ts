<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::ConsolePane</name>
    <message>
        <source>Consoles</source>
        <translation>Consoles</translation>
    </message>
    <message>
        <source>What the guest prints. Type a line and press Enter to give it to the guest; the arrow keys bring earlier lines back. On the second page is the machine&apos;s log, where a monitor says why it gave up.</source>
        <translation>O que o convidado imprime. Digite uma linha e tecle Enter para entregá-la ao convidado; as setas trazem de volta linhas anteriores. Na segunda página está o registro da máquina, onde um monitor diz por que desistiu.</translation>
    </message>
    <message>
        <source>the input has ended</source>
        <translation>a entrada terminou</translation>
    </message>
    <message>
        <source>the guest waits for a line</source>
        <translation>o convidado espera uma linha</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>Console</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Registro</translation>
    </message>
    <message>
        <source>What the guest has printed</source>
        <translation>O que o convidado imprimiu</translation>
    </message>
    <message>
        <source>The machine&apos;s log</source>
        <translation>O registro da máquina</translation>
    </message>
    <message>
        <source>T&amp;ype:</source>
        <translation>&amp;Digite:</translation>
    </message>
    <message>
        <source>A line for the guest</source>
        <translation>Uma linha para o convidado</translation>
    </message>
    <message>
        <source>End of &amp;input</source>
        <translation>&amp;Fim da entrada</translation>
    </message>
    <message>
        <source>Tells the guest that nothing will follow, as Ctrl-D does at a terminal</source>
        <translation>Diz ao convidado que nada mais virá, como Ctrl-D em um terminal</translation>
    </message>
</context>
</TS>
