<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::RingsPane</name>
    <message>
        <source>Rings</source>
        <translation>Anéis</translation>
    </message>
    <message>
        <source>It stands right behind this crossing: %1.</source>
        <translation>A máquina está logo depois desta troca de anel: %1.</translation>
    </message>
    <message>
        <source>Nothing has crossed from ring to ring yet. Run, or go to the next trap, and the crossings will appear here as arrows.</source>
        <translation>Nada cruzou de um anel para outro ainda. Execute, ou vá à próxima trap, e as trocas de anel aparecerão aqui como setas.</translation>
    </message>
    <message>
        <source>%1 crossings since reset.</source>
        <translation>%1 trocas de anel desde o reinício.</translation>
    </message>
    <message>
        <source>%1 crossings since reset. The last one, at cycle %2: %3.</source>
        <translation>%1 trocas de anel desde o reinício. A última, no ciclo %2: %3.</translation>
    </message>
    <message>
        <source>%1 events were lost; they are in no count.</source>
        <translation>%1 eventos se perderam; não estão em nenhuma contagem.</translation>
    </message>
    <message>
        <source>There is no machine.</source>
        <translation>Não há máquina.</translation>
    </message>
    <message>
        <source>from ring</source>
        <translation>do anel</translation>
    </message>
    <message>
        <source>to ring</source>
        <translation>para o anel</translation>
    </message>
    <message>
        <source>crossing</source>
        <translation>troca de anel</translation>
    </message>
    <message>
        <source>cause</source>
        <translation>causa</translation>
    </message>
    <message>
        <source>count</source>
        <translation>contagem</translation>
    </message>
    <message>
        <source>Who lives in each ring, and what crosses between them. The ring that the machine is in is lit; at full speed each ring is lit by its part of the time. The arc along a ring is its part of all cycles. An arrow is a sort of crossing: the thicker, the more frequent lately; its number counts all. Point at an arrow or a ring to read about it; click it, or press Enter, and the timeline shows only those crossings. The arrow keys go from arrow to arrow, a digit to its ring and − to ring −1; Escape shows all again.</source>
        <translation>Quem mora em cada anel, e o que cruza de um para outro. O anel em que a máquina está fica aceso; em velocidade total, cada anel brilha conforme sua parte do tempo. O arco ao longo de um anel é sua parte de todos os ciclos. Uma seta é um tipo de troca de anel: quanto mais grossa, mais frequente ultimamente; seu número conta todos. Aponte para uma seta ou um anel para ler sobre ele; clique, ou tecle Enter, e a linha do tempo mostra só essas trocas de anel. As setas do teclado vão de seta em seta, um algarismo ao seu anel e − ao anel −1; Esc mostra tudo de novo.</translation>
    </message>
</context>
</TS>
