<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::ScenarioBar</name>
    <message>
        <source>%1: step %2 of %3</source>
        <comment>a lesson&apos;s title</comment>
        <translation>%1: passo %2 de %3</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>Revelar</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Próximo</translation>
    </message>
    <message>
        <source>measuring beside it: %v of %m</source>
        <translation>medindo em paralelo: %v de %m</translation>
    </message>
    <message>
        <source>The machine is being prepared…</source>
        <translation>A máquina está sendo preparada…</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Cenário</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Voltar</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Encerrar</translation>
    </message>
    <message>
        <source>To the question before (Left)</source>
        <translation>À pergunta anterior (seta para a esquerda)</translation>
    </message>
    <message>
        <source>Reveal, then on to the next question (Space or Right)</source>
        <translation>Revelar e depois passar à próxima pergunta (espaço ou seta para a direita)</translation>
    </message>
    <message>
        <source>Back to the welcome page (Escape)</source>
        <translation>Voltar à página de boas-vindas (Esc)</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Pergunta</translation>
    </message>
    <message>
        <source>What was measured</source>
        <translation>O que foi medido</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Explicação</translation>
    </message>
    <message>
        <source>Measured, by mode</source>
        <translation>Medidas, por modo</translation>
    </message>
    <message>
        <source>One more raised hand (1 to 4); 0 forgets them</source>
        <translation>Mais uma mão levantada (1 a 4); 0 zera a contagem</translation>
    </message>
</context>
</TS>
