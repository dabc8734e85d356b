<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::TimelinePane</name>
    <message>
        <source>Timeline</source>
        <translation>Linha do tempo</translation>
    </message>
    <message>
        <source>The run from its beginning. From afar: how much of the time each ring had, and how many crossings there were; from near: every stretch in a ring, and every crossing. The wheel, + and − zoom; dragging and the arrow keys move along. A click goes there in time. With Shift, dragging or the arrow keys measure. With Ctrl, a click or the arrow keys move the cursor that all panes share, and Enter goes to it. 0 shows the whole run, N the present, Escape takes back range, cursor and filter.</source>
        <translation>A execução desde o início. De longe: quanto do tempo cada anel teve, e quantas trocas de anel houve; de perto: cada permanência em um anel, e cada troca. A roda do mouse, + e − aproximam e afastam; arrastar e as setas do teclado movem. Um clique vai até lá no tempo. Com Shift, arrastar ou as setas medem. Com Ctrl, um clique ou as setas movem o cursor que todos os painéis compartilham, e Enter vai até ele. 0 mostra a execução inteira, N o presente, Esc desfaz trecho, cursor e filtro.</translation>
    </message>
    <message>
        <source>There is no machine.</source>
        <translation>Não há máquina.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Run the machine, or step: what happens is drawn here, and a click goes back to it.</source>
        <translation>Nada aconteceu ainda. Execute a máquina, ou dê um passo: o que acontece é desenhado aqui, e um clique volta até lá.</translation>
    </message>
    <message>
        <source>%1 cycles, from %2 to %3: </source>
        <translation>%1 ciclos, de %2 a %3: </translation>
    </message>
    <message>
        <source>%1 crossings</source>
        <translation>%1 trocas de anel</translation>
    </message>
    <message>
        <source>about %1 crossings</source>
        <translation>cerca de %1 trocas de anel</translation>
    </message>
    <message>
        <source>The run has not come here yet.</source>
        <translation>A execução ainda não chegou aqui.</translation>
    </message>
    <message>
        <source>Cycle %1</source>
        <translation>Ciclo %1</translation>
    </message>
    <message>
        <source>; %1 cycles, from %2 to %3.</source>
        <translation>; %1 ciclos, de %2 a %3.</translation>
    </message>
    <message>
        <source>At %1: %2.</source>
        <translation>Em %1: %2.</translation>
    </message>
    <message>
        <source>; %1 crossings in %2 cycles.</source>
        <translation>; %1 trocas de anel em %2 ciclos.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Contando…</translation>
    </message>
    <message>
        <source>Click: go there in time. Wheel: zoom. Drag: move. Shift and drag: measure.</source>
        <translation>Clique: ir até lá no tempo. Roda: aproximar. Arrastar: mover. Shift e arrastar: medir.</translation>
    </message>
    <message>
        <source>%1 events were lost</source>
        <translation>%1 eventos se perderam</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>do %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>para o %1</translation>
    </message>
    <message>
        <source>Only: %1  ✕</source>
        <translation>Só: %1  ✕</translation>
    </message>
    <message>
        <source>Shows all crossings again</source>
        <translation>Mostra todas as trocas de anel de novo</translation>
    </message>
    <message>
        <source>Whole r&amp;un</source>
        <translation>Execuçã&amp;o inteira</translation>
    </message>
    <message>
        <source>Pr&amp;esent</source>
        <translation>Prese&amp;nte</translation>
    </message>
    <message>
        <source>Shows the run from its beginning to where it has come (0)</source>
        <translation>Mostra a execução do início até onde chegou (0)</translation>
    </message>
    <message>
        <source>Shows where the machine stands (N)</source>
        <translation>Mostra onde a máquina está (N)</translation>
    </message>
    <message>
        <source>Nearer (+)</source>
        <translation>Mais perto (+)</translation>
    </message>
    <message>
        <source>From farther away (−)</source>
        <translation>De mais longe (−)</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Mais perto</translation>
    </message>
    <message>
        <source>From farther away</source>
        <translation>De mais longe</translation>
    </message>
    <message>
        <source>The run, along its cycles</source>
        <translation>A execução, ao longo de seus ciclos</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>ciclo</translation>
    </message>
    <message>
        <source>pc</source>
        <translation>pc</translation>
    </message>
    <message>
        <source>event</source>
        <translation>evento</translation>
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
        <source>cause</source>
        <translation>causa</translation>
    </message>
    <message>
        <source>value</source>
        <translation>valor</translation>
    </message>
    <message>
        <source>VM</source>
        <translation>VM</translation>
    </message>
    <message>
        <source>cycles that it took</source>
        <translation>ciclos que levou</translation>
    </message>
    <message>
        <source>from cycle</source>
        <translation>do ciclo</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>ciclos</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>kind of crossing, ring</comment>
        <translation>%1 para o %2</translation>
    </message>
    <message>
        <source>Point at the name of a row: what its marks and hatches mean. Click: go there in time.</source>
        <translation>Aponte o nome de uma faixa: o que significam suas marcas e hachuras. Clique: ir até lá no tempo.</translation>
    </message>
    <message>
        <source>Of those that are shown alone: %1.</source>
        <translation>Das que se mostram sozinhas: %1.</translation>
    </message>
    <message>
        <source>(from afar: from every ring)</source>
        <translation>(de longe: de todos os anéis)</translation>
    </message>
</context>
</TS>
