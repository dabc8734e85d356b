<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
<context>
    <name>anel::gui::Controls</name>
    <message>
        <source>Go to a cycle</source>
        <translation>Ir a um ciclo</translation>
    </message>
    <message>
        <source>Cycle, from 0; the run has come to %1:</source>
        <translation>Ciclo, a partir de 0; a execução chegou a %1:</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>Pa&amp;usar</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Executar</translation>
    </message>
    <message>
        <source>Pause (%1)</source>
        <translation>Pausar (%1)</translation>
    </message>
    <message>
        <source>Run (%1)</source>
        <translation>Executar (%1)</translation>
    </message>
    <message>
        <source>Run s&amp;lowly</source>
        <translation>Executar &amp;devagar</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>&amp;Passo</translation>
    </message>
    <message>
        <source>Step &amp;over a trap</source>
        <translation>Passo por &amp;cima de uma trap</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>Passo para &amp;trás</translation>
    </message>
    <message>
        <source>&amp;Next trap</source>
        <translation>Pró&amp;xima trap</translation>
    </message>
    <message>
        <source>Pre&amp;vious trap</source>
        <translation>Trap &amp;anterior</translation>
    </message>
    <message>
        <source>Next ring &amp;crossing</source>
        <translation>Próxima troca de a&amp;nel</translation>
    </message>
    <message>
        <source>&amp;Go to a cycle…</source>
        <translation>&amp;Ir a um ciclo…</translation>
    </message>
    <message>
        <source>Slow &amp;motion</source>
        <translation>Câmera &amp;lenta</translation>
    </message>
    <message>
        <source>R&amp;eset</source>
        <translation>&amp;Reiniciar</translation>
    </message>
    <message>
        <source>Runs at the chosen speed, or at some instructions a second</source>
        <translation>Executa na velocidade escolhida, ou a algumas instruções por segundo</translation>
    </message>
    <message>
        <source>One instruction, trap or interrupt</source>
        <translation>Uma instrução, trap ou interrupção</translation>
    </message>
    <message>
        <source>One instruction with all that is done about it</source>
        <translation>Uma instrução com tudo o que é feito por causa dela</translation>
    </message>
    <message>
        <source>Back to before the last instruction, trap or interrupt</source>
        <translation>De volta a antes da última instrução, trap ou interrupção</translation>
    </message>
    <message>
        <source>The run stops behind each ring crossing, and a sentence says what happened</source>
        <translation>A execução para depois de cada troca de anel, e uma frase diz o que aconteceu</translation>
    </message>
    <message>
        <source>G&amp;ive the journey up</source>
        <translation>De&amp;sistir do caminho</translation>
    </message>
    <message>
        <source>Of a long way through the run: the machine stays where it was</source>
        <translation>De um longo caminho pela execução: a máquina fica onde estava</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>“%1” is no cycle. Write a whole number, from 0 on, such as 1200000.</source>
        <translation>“%1” não é um ciclo. Escreva um número inteiro, a partir de 0, como 1200000.</translation>
    </message>
</context>
</TS>
