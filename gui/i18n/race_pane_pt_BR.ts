<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::RacePane</name>
    <message>
        <source>Race</source>
        <translation>Corrida</translation>
    </message>
    <message>
        <source>Runs one workload in two modes at once and brings both, again and again, to the same point of their guest&apos;s work. The bars are the cycles that each has taken to get there. The machine that the window shows is not touched; its file and its policy are taken over.</source>
        <translation>Executa uma carga em dois modos ao mesmo tempo e leva os dois, repetidamente, ao mesmo ponto do trabalho do convidado. As barras são os ciclos que cada um levou até ali. A máquina que a janela mostra não é tocada; o arquivo e a política dela são usados.</translation>
    </message>
    <message>
        <source>P&amp;ause</source>
        <translation>Pau&amp;sar</translation>
    </message>
    <message>
        <source>St&amp;art</source>
        <translation>&amp;Iniciar</translation>
    </message>
    <message>
        <source>All the guest&apos;s instructions cannot be compared here: full-translate runs other code in their place, and a paravirtual kernel does other things.</source>
        <translation>Aqui não se podem comparar todas as instruções do convidado: o full-translate executa outro código no lugar delas, e um núcleo paravirtual faz outras coisas.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
    <message>
        <source>Wor&amp;kload:</source>
        <translation>&amp;Carga:</translation>
    </message>
    <message>
        <source>&amp;One:</source>
        <translation>&amp;Um:</translation>
    </message>
    <message>
        <source>Agai&amp;nst:</source>
        <translation>Con&amp;tra:</translation>
    </message>
    <message>
        <source>Aligned &amp;by:</source>
        <translation>Alin&amp;hados por:</translation>
    </message>
    <message>
        <source>Spee&amp;d:</source>
        <translation>Veloci&amp;dade:</translation>
    </message>
    <message>
        <source>Workload of the race</source>
        <translation>Carga da corrida</translation>
    </message>
    <message>
        <source>First mode</source>
        <translation>Primeiro modo</translation>
    </message>
    <message>
        <source>Second mode</source>
        <translation>Segundo modo</translation>
    </message>
    <message>
        <source>What both are aligned by</source>
        <translation>Pelo que os dois são alinhados</translation>
    </message>
    <message>
        <source>Speed of the race</source>
        <translation>Velocidade da corrida</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <comment>instructions</comment>
        <translation>%1 por segundo</translation>
    </message>
    <message>
        <source>full speed</source>
        <translation>velocidade total</translation>
    </message>
    <message>
        <source>Rese&amp;t</source>
        <translation>&amp;Reiniciar</translation>
    </message>
    <message>
        <source>Both machines from the beginning</source>
        <translation>As duas máquinas desde o começo</translation>
    </message>
    <message>
        <source>The two lanes</source>
        <translation>As duas pistas</translation>
    </message>
    <message>
        <source>It could not be run. %1</source>
        <comment>why</comment>
        <translation>Não foi possível executar. %1</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>modo</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>ciclos</translation>
    </message>
</context>
</TS>
