<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::MainWindow</name>
    <message>
        <source>cycle %1</source>
        <comment>the machine&apos;s clock</comment>
        <translation>ciclo %1</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> de %1</translation>
    </message>
    <message>
        <source>%1 MIPS</source>
        <translation>%1 MIPS</translation>
    </message>
    <message>
        <source>%1 instructions a second</source>
        <translation>%1 instruções por segundo</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabela (*.csv)</translation>
    </message>
    <message>
        <source>Picture (*.svg)</source>
        <translation>Figura (*.svg)</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Figura (*.png)</translation>
    </message>
    <message>
        <source>Export the pane “%1”</source>
        <translation>Exportar o painel “%1”</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Gravado: %1</translation>
    </message>
    <message>
        <source>Choose a machine</source>
        <translation>Escolha uma máquina</translation>
    </message>
    <message>
        <source>Machines (*.yaml *.yml)</source>
        <translation>Máquinas (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>About Anel</source>
        <translation>Sobre o Anel</translation>
    </message>
    <message>
        <source>Anel %1

What does it cost, and what does it take, to run an operating system that believes it owns the machine?

Everything above the hardware is real code: it is executed, and can be watched, instruction by instruction.</source>
        <translation>Anel %1

Quanto custa, e o que é preciso, para executar um sistema operacional que acredita ser dono da máquina?

Tudo acima do hardware é código de verdade: ele é executado, e pode ser observado, instrução por instrução.</translation>
    </message>
    <message>
        <source>Another machine, from reset: mode %1, policy %2, workload %3.</source>
        <translation>Outra máquina, a partir do reinício: modo %1, política %2, carga %3.</translation>
    </message>
</context>
</TS>
