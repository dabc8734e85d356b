<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::OverheadPane</name>
    <message>
        <source>Overhead</source>
        <translation>Custo da virtualização</translation>
    </message>
    <message>
        <source>Runs one workload in every mode, in the background, and shows what each took: by activity, or traps by cause. The arrow keys walk through the pieces of the bars. The machine that the window shows is not touched; only its file is taken over.</source>
        <translation>Executa uma carga em todos os modos, em segundo plano, e mostra quanto cada um levou: por atividade, ou os traps por causa. As setas percorrem as partes das barras. A máquina que a janela mostra não é tocada; só o arquivo dela é usado.</translation>
    </message>
    <message>
        <source>This workload does many things: there is no one operation to divide by.</source>
        <translation>Esta carga faz muitas coisas: não há uma operação única pela qual dividir.</translation>
    </message>
    <message>
        <source>Source: %1.</source>
        <translation>Fonte: %1.</translation>
    </message>
    <message>
        <source>No published figure that we are certain of is like this workload. There are some for callret, pagefault, exception and ptwrite.</source>
        <translation>Não há número publicado, do qual tenhamos certeza, para uma carga como esta. Há alguns para callret, pagefault, exception e ptwrite.</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Cance&amp;lar</translation>
    </message>
    <message>
        <source>Me&amp;asure</source>
        <translation>Medi&amp;r</translation>
    </message>
    <message>
        <source>Ends the measurement; modes that are done stay</source>
        <translation>Encerra a medição; os modos já prontos ficam</translation>
    </message>
    <message>
        <source>Runs the workload in the chosen modes, in the background</source>
        <translation>Executa a carga nos modos escolhidos, em segundo plano</translation>
    </message>
    <message>
        <source>It begins.</source>
        <translation>Começando.</translation>
    </message>
    <message>
        <source>%1, mode %2 of %3, %4: %5 cycles</source>
        <comment>workload, number, number, mode</comment>
        <translation>%1, modo %2 de %3, %4: %5 ciclos</translation>
    </message>
    <message>
        <source>Cancelled: only the modes that were done are shown.</source>
        <translation>Cancelado: só aparecem os modos que ficaram prontos.</translation>
    </message>
    <message>
        <source>Workloa&amp;d:</source>
        <translation>&amp;Carga:</translation>
    </message>
    <message>
        <source>Po&amp;licy:</source>
        <translation>Polí&amp;tica:</translation>
    </message>
    <message>
        <source>Sh&amp;ow:</source>
        <translation>Mo&amp;strar:</translation>
    </message>
    <message>
        <source>Workload to measure</source>
        <translation>Carga a medir</translation>
    </message>
    <message>
        <source>Policy to measure under</source>
        <translation>Política sob a qual medir</translation>
    </message>
    <message>
        <source>What the bars are</source>
        <translation>O que as barras mostram</translation>
    </message>
    <message>
        <source>the machine&apos;s own</source>
        <translation>a da própria máquina</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>ciclos</translation>
    </message>
    <message>
        <source>percent of native</source>
        <translation>por cento do native</translation>
    </message>
    <message>
        <source>cycles per operation</source>
        <translation>ciclos por operação</translation>
    </message>
    <message>
        <source>traps by cause</source>
        <translation>traps por causa</translation>
    </message>
    <message>
        <source>all of it as a table</source>
        <translation>tudo em uma tabela</translation>
    </message>
    <message>
        <source>Pu&amp;blished figures</source>
        <translation>Números p&amp;ublicados</translation>
    </message>
    <message>
        <source>Lays figures from the literature over the bars, outlined. They were not measured here.</source>
        <translation>Sobrepõe às barras, em contorno, números da literatura. Não foram medidos aqui.</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>Medir %1</translation>
    </message>
    <message>
        <source>Modes that are done</source>
        <translation>Modos prontos</translation>
    </message>
    <message>
        <source>What each mode took</source>
        <translation>Quanto cada modo levou</translation>
    </message>
    <message>
        <source>It could not be measured. %1</source>
        <comment>why</comment>
        <translation>Não foi possível medir. %1</translation>
    </message>
    <message>
        <source>Left out: %1, which needs hardware assist; “assist” in the machine&apos;s file has none.</source>
        <translation>Deixado de fora: %1, que precisa de assistência de hardware; “assist”, no arquivo da máquina, não a oferece.</translation>
    </message>
    <message>
        <source>Cho&amp;ices</source>
        <translation>Esc&amp;olhas</translation>
    </message>
    <message>
        <source>Modes, policy, and what the bars are</source>
        <translation>Modos, política e o que são as barras</translation>
    </message>
</context>
</TS>
