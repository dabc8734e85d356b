<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::StoryPane</name>
    <message>
        <source>Story of a trap</source>
        <translation>História de um trap</translation>
    </message>
    <message>
        <source>The instruction that trapped, why it did, every step of what was done about it with its cycles, and what came back. It is told of the last trap before the moment where the machine stands. The buttons go to other traps, or to others of this kind: from the same ring to the same ring, for the same cause.</source>
        <translation>A instrução que causou o trap, por que o causou, cada passo do que foi feito a respeito com seus ciclos, e o que voltou. Conta-se o último trap antes do momento em que a máquina está. Os botões vão a outros traps, ou a outros deste tipo: do mesmo anel para o mesmo anel, pela mesma causa.</translation>
    </message>
    <message>
        <source>No trap has been taken before this moment.</source>
        <translation>Nenhum trap ocorreu antes deste momento.</translation>
    </message>
    <message>
        <source>There is no machine yet.</source>
        <translation>Ainda não há máquina.</translation>
    </message>
    <message>
        <source>The machine runs. A story is told when it pauses.</source>
        <translation>A máquina está em execução. Uma história é contada quando ela pausar.</translation>
    </message>
    <message>
        <source>The machine runs. This is the story told last; the next one is told when it pauses.</source>
        <translation>A máquina está em execução. Esta é a última história contada; a próxima é contada quando ela pausar.</translation>
    </message>
    <message>
        <source>Told of the moment that is picked out, cycle %1; the machine stands elsewhere.</source>
        <translation>Contada do momento selecionado, ciclo %1; a máquina está em outro ponto.</translation>
    </message>
    <message>
        <source>(the instruction could not be fetched)</source>
        <translation>(a instrução não pôde ser buscada)</translation>
    </message>
    <message>
        <source>before %1</source>
        <comment>an interrupt came before this instruction</comment>
        <translation>antes de %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>ring, who lives there</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>VM %1</source>
        <translation>VM %1</translation>
    </message>
    <message>
        <source>cycle %1</source>
        <translation>ciclo %1</translation>
    </message>
    <message>
        <source>Why: %1</source>
        <comment>heading; the cause of the trap</comment>
        <translation>Por quê: %1</translation>
    </message>
    <message>
        <source>It goes %1</source>
        <comment>where a trap is taken to</comment>
        <translation>Vai %1</translation>
    </message>
    <message>
        <source>What was done: %1, in %2</source>
        <translation>O que foi feito: %1, no %2</translation>
    </message>
    <message>
        <source>So far: %1 cycles</source>
        <translation>Até agora: %1 ciclos</translation>
    </message>
    <message>
        <source>What came back: %1 cycles in all</source>
        <translation>O que voltou: %1 ciclos ao todo</translation>
    </message>
    <message>
        <source>It is not over here: it is told as far as the run has come. “To the end of the story” runs on to there.</source>
        <translation>Ainda não terminou: é contada até onde a execução chegou. “Até o fim da história” executa até lá.</translation>
    </message>
    <message>
        <source>No general register has changed.</source>
        <translation>Nenhum registrador geral mudou.</translation>
    </message>
    <message>
        <source>Registers that have changed: %1</source>
        <translation>Registradores que mudaram: %1</translation>
    </message>
    <message>
        <source> and %1 more</source>
        <translation> e mais %1</translation>
    </message>
    <message>
        <source>◀ Previous tr&amp;ap</source>
        <translation>◀ &amp;Trap anterior</translation>
    </message>
    <message>
        <source>&amp;Next trap ▶</source>
        <translation>Pró&amp;ximo trap ▶</translation>
    </message>
    <message>
        <source>◀ Previous of this &amp;kind</source>
        <translation>◀ Anterior de&amp;ste tipo</translation>
    </message>
    <message>
        <source>Next &amp;of this kind ▶</source>
        <translation>Próximo deste t&amp;ipo ▶</translation>
    </message>
    <message>
        <source>&amp;To the end of the story</source>
        <translation>Até o fim da &amp;história</translation>
    </message>
    <message>
        <source>Go back to the previous trap</source>
        <translation>Voltar ao trap anterior</translation>
    </message>
    <message>
        <source>Go on to the next trap</source>
        <translation>Avançar ao próximo trap</translation>
    </message>
    <message>
        <source>Go back to the previous trap of this kind</source>
        <translation>Voltar ao trap anterior deste tipo</translation>
    </message>
    <message>
        <source>Go on to the next trap of this kind</source>
        <translation>Avançar ao próximo trap deste tipo</translation>
    </message>
    <message>
        <source>Run on to the end of this story</source>
        <translation>Executar até o fim desta história</translation>
    </message>
    <message>
        <source>Steps of the story</source>
        <translation>Passos da história</translation>
    </message>
    <message>
        <source>It was not over when the run ended: nothing comes behind this.</source>
        <translation>Ela não tinha acabado quando a execução terminou: nada vem depois disto.</translation>
    </message>
    <message>
        <source>The story</source>
        <translation>A história</translation>
    </message>
</context>
</TS>
