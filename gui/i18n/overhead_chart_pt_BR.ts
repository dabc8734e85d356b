<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::OverheadChart</name>
    <message>
        <source>machine %1, policy %2</source>
        <translation>máquina %1, política %2</translation>
    </message>
    <message>
        <source>Bars: nothing has been measured</source>
        <translation>Barras: nada foi medido</translation>
    </message>
    <message>
        <source>Where the cycles go: %1</source>
        <translation>Para onde vão os ciclos: %1</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>ciclos</translation>
    </message>
    <message>
        <source>percent of native&apos;s cycles</source>
        <translation>por cento dos ciclos do native</translation>
    </message>
    <message>
        <source>cycles for one operation, without the boot&apos;s share</source>
        <translation>ciclos por operação, sem a parte da inicialização</translation>
    </message>
    <message>
        <source>%1, %2: %3 %4, %5 of the bar</source>
        <comment>mode, activity, amount, unit, share</comment>
        <translation>%1, %2: %3 %4, %5 da barra</translation>
    </message>
    <message>
        <source>of native</source>
        <translation>do native</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <comment>times native</comment>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>published: %1 (%2 ×)</source>
        <comment>cycles, times native</comment>
        <translation>publicado: %1 (%2 ×)</translation>
    </message>
    <message>
        <source>Traps by cause: %1</source>
        <translation>Traps por causa: %1</translation>
    </message>
    <message>
        <source>how often in the whole run</source>
        <translation>quantas vezes na execução inteira</translation>
    </message>
    <message>
        <source>%1: %2 exits to the monitor by: %3</source>
        <translation>%1: %2 saídas para o monitor por: %3</translation>
    </message>
    <message>
        <source>%1: %2 traps that the kernel took itself, by: %3</source>
        <translation>%1: %2 traps que o próprio núcleo atendeu, por: %3</translation>
    </message>
    <message>
        <source>Nothing has been measured yet: choose a workload and press Measure.</source>
        <translation>Nada foi medido ainda: escolha uma carga e aperte Medir.</translation>
    </message>
    <message>
        <source>exits: %1</source>
        <translation>saídas: %1</translation>
    </message>
    <message>
        <source>taken by the kernel: %1</source>
        <translation>atendidos pelo núcleo: %1</translation>
    </message>
    <message>
        <source>no monitor</source>
        <translation>sem monitor</translation>
    </message>
    <message>
        <source>ecall of programs and of the translated kernel</source>
        <translation>ecall dos programas e do núcleo traduzido</translation>
    </message>
</context>
</TS>
