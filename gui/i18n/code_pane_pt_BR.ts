<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::CodePane</name>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>A&amp;ddress:</source>
        <translation>Endereç&amp;o:</translation>
    </message>
    <message>
        <source>address, symbol or file:line</source>
        <translation>endereço, símbolo ou arquivo:linha</translation>
    </message>
    <message>
        <source>An address, a symbol or a line of source to show</source>
        <translation>Um endereço, um símbolo ou uma linha do código-fonte a mostrar</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>Show that place</source>
        <translation>Mostrar esse lugar</translation>
    </message>
    <message>
        <source>Shows where the machine is, and goes along with it</source>
        <translation>Mostra onde a máquina está, e a acompanha</translation>
    </message>
    <message>
        <source>Breakpoint</source>
        <translation>Ponto de parada</translation>
    </message>
    <message>
        <source>Run to here</source>
        <translation>Executar até aqui</translation>
    </message>
    <message>
        <source>Runs to the chosen line (%1)</source>
        <translation>Executa até a linha escolhida (%1)</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Código-fonte</translation>
    </message>
    <message>
        <source>Disassembly</source>
        <translation>Instruções da máquina</translation>
    </message>
    <message>
        <source>The source and the machine&apos;s instructions, in step: a line chosen in one shows what belongs to it in the other. A click in the margin, the space bar in a table, or Ctrl+B set and clear a breakpoint; Ctrl+F8 runs to the chosen line. It follows the machine until you scroll; “Follow” takes it up again. Of code from a translation cache it shows what the guest has in its place.</source>
        <translation>O código-fonte e as instruções da máquina, lado a lado: uma linha escolhida em um mostra o que lhe corresponde no outro. Um clique na margem, a barra de espaço em uma tabela, ou Ctrl+B, colocam e tiram um ponto de parada; Ctrl+F8 executa até a linha escolhida. O painel acompanha a máquina até que você role a tela; “Acompanhar” retoma. Do código de uma cache de tradução, mostra o que o convidado tem no lugar.</translation>
    </message>
    <message>
        <source>Sets or clears a breakpoint at the chosen line (space in a table; %1)</source>
        <translation>Coloca ou tira um ponto de parada na linha escolhida (espaço em uma tabela; %1)</translation>
    </message>
    <message>
        <source>No address. %1</source>
        <comment>why</comment>
        <translation>Não é um endereço. %1</translation>
    </message>
</context>
</TS>
