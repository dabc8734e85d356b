// What the grader itself says, in every language, side by side. {name} is a gap; both languages have the same ones.
// Not here: what a lab's own tests say (labs/NN-name/tests), why a trap was raised (isa/explain).
#pragma once

#include <fmt/args.h>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "isa/explain/language.hpp"

namespace anel::labs {

/// In the order of the rows.
enum class Say : std::uint8_t {
    kError, kErrorNowhere, kErrorCalled, kErrorProvided, kErrorHidden, kErrorProvidedHidden, kInstructions, kMemory, kCycles, kRefused, kCrashed, kNotEvidence, kTimedOut, kNoWorker, kUnknownEnd,
    kStoppedAt, kLine, kTestBroken, kSuiteBroken, kMissingFile, kHiddenFailed,
    kStep, kStepWhy, kStepAnswer, kStepStopped, kStepOf, kDiffers,
    kHead, kPassed, kFailed, kNotJudged, kSum, kHiddenToCome, kCase, kFirstStep, kAgain, kStopThere, kAskHint, kShownBy, kOtherSeeds, kForTeacher,
    kFolderMade, kTakes, kLines, kTitle, kSandboxOpen, kWarnSandboxOpen, kWarnFilesOpen,
    kAtStep, kAtError, kAtEnd, kAllHolds,
};

struct WordsRow {
    Say say;
    std::string_view english;
    std::string_view portuguese;
};

// clang-format off
inline constexpr WordsRow kWords[] = {
    // What became of a submission that did not get to its end.
    {Say::kError, "your code stopped with an error: {message}{source}\nMend that line. If you do not see why, look at what you have there: log(…) keeps a line for you.",
                  "seu código parou com um erro: {message}{source}\nCorrija essa linha. Se não vir o porquê, olhe o que há ali: log(…) guarda uma linha para você."},
    {Say::kErrorNowhere, "your code stopped with an error: {message}\nFind where it is raised, and mend that.",
                         "seu código parou com um erro: {message}\nProcure onde ele é provocado e corrija ali."},
    {Say::kErrorCalled, "what your code called ended with an error: {message}\nYour code called it at {file}:{line}:\n    {line} | {text}\nSee what you hand over there, and when.",
                        "o que seu código chamou terminou com um erro: {message}\nSeu código fez a chamada em {file}:{line}:\n    {line} | {text}\nVeja o que você entrega ali, e quando."},
    {Say::kErrorProvided, "the files that the lab provides cannot go on from what your code has done: {message}\nThose files are not yours to change; what led there is in your own.",
                          "os arquivos que o lab fornece não podem continuar a partir do que seu código fez: {message}\nEsses arquivos não são para mudar; o que levou até ali está nos seus."},
    {Say::kErrorHidden, "your code stopped with an error{source}\nIts message is not shown here, because what this test asks is not.",
                        "seu código parou com um erro{source}\nA mensagem não é mostrada aqui, porque o que este teste pergunta também não é."},
    {Say::kErrorProvidedHidden, "the files that the lab provides cannot go on from what your code has done ({file}, line {line}).\nThe message is not shown here, because what this test asks is not.",
                                "os arquivos que o lab fornece não podem continuar a partir do que seu código fez ({file}, linha {line}).\nA mensagem não é mostrada aqui, porque o que este teste pergunta também não é."},
    {Say::kInstructions, "your Lua code executed {budget} instructions and was stopped{source}\nMost likely a loop does not end: see that each round changes what the loop waits for.",
                         "seu código Lua executou {budget} instruções e foi interrompido{source}\nO mais provável é um laço que não termina: veja se cada volta muda aquilo que o laço espera."},
    {Say::kMemory, "your Lua code asked for more than {budget} bytes and was stopped{source}\nMost likely a table or a text grows with every trap: keep only what you need for the next one.",
                   "seu código Lua pediu mais de {budget} bytes e foi interrompido{source}\nO mais provável é que uma tabela ou um texto cresça a cada trap: guarde só o que precisa para o próximo."},
    {Say::kCycles, "the machine ran for {budget} cycles and did not get where this test waits for it (last pc {pc}, ring {ring}).\nMost likely it goes round in a loop: "
                   "the same instruction traps again and again, or a program jumps to itself. Follow the pc from one trap to the next.",
                   "a máquina executou {budget} ciclos e não chegou aonde este teste a espera (último pc {pc}, anel {ring}).\nO mais provável é que ela ande em círculos: "
                   "a mesma instrução causa um trap atrás do outro, ou um programa salta para si mesmo. Siga o pc de um trap ao próximo."},
    {Say::kRefused, "your submission could not be run: {message}{source}",
                    "sua entrega não pôde ser executada: {message}{source}"},
    {Say::kCrashed, "your submission crashed the simulator, and did so again when it was tried once more. No program should be able to: please report it, with your files. "
                    "Until it is mended, find out which part of your code does it by leaving parts out.",
                    "sua entrega derrubou o simulador, e de novo quando foi tentada mais uma vez. Nenhum programa deveria conseguir isso: por favor, relate o problema, com seus arquivos. "
                    "Até que seja corrigido, descubra que parte do seu código faz isso deixando partes de fora."},
    {Say::kNotEvidence, "what came back from running your submission is nothing that the simulator writes ({message}). If your code did not set out to do that, please report it, with your files.",
                        "o que voltou da execução da sua entrega não é nada que o simulador escreva ({message}). Se seu código não foi feito para isso, por favor, relate o problema, com seus arquivos."},
    {Say::kTimedOut, "not judged: the run took too long on this computer ({message}). That says nothing about your solution; try again when the computer has less to do.",
                     "não avaliado: a execução demorou demais neste computador ({message}). Isso não diz nada sobre sua solução; tente de novo quando o computador tiver menos a fazer."},
    {Say::kNoWorker, "not judged: {message}",
                     "não avaliado: {message}"},
    {Say::kUnknownEnd, "not judged: the run ended in a way that this grader does not know ({message}). That says nothing about your solution; please report it.",
                       "não avaliado: a execução terminou de um modo que este avaliador não conhece ({message}). Isso não diz nada sobre sua solução; por favor, relate o problema."},
    {Say::kStoppedAt, " at {file}:{line}:\n    {line} | {text}",
                      " em {file}:{line}:\n    {line} | {text}"},
    {Say::kLine, "\n    {line} | {text}",
                 "\n    {line} | {text}"},
    // What is the fault of the course, not of the student.
    {Say::kTestBroken, "not judged: the test itself is at fault ({message}). That says nothing about your solution; please tell whoever gives the course.",
                       "não avaliado: a falha é do próprio teste ({message}). Isso não diz nada sobre sua solução; por favor, avise quem dá o curso."},
    {Say::kSuiteBroken, "nothing was judged: the tests of lab {lab} are at fault ({message}). That says nothing about your solution; please tell whoever gives the course.",
                        "nada foi avaliado: a falha é dos testes do lab {lab} ({message}). Isso não diz nada sobre sua solução; por favor, avise quem dá o curso."},
    {Say::kMissingFile, "the file {file} is missing from what was handed in. Hand in: {files}",
                        "falta o arquivo {file} no que foi entregue. Entregue: {files}"},
    {Say::kHiddenFailed, "this property does not hold: {title}.",
                         "esta propriedade não vale: {title}."},
    // The first step at which a run went another way.
    {Say::kStep, "step {step} of {count}: {cause} from ring {ring} at {pc}{insn}",
                 "passo {step} de {count}: {cause} a partir do anel {ring} em {pc}{insn}"},
    {Say::kStepWhy, "why it was raised: {why}",
                    "por que ocorreu: {why}"},
    {Say::kStepAnswer, "your function answered '{action}' ({cycles} cycles); the machine went on at {pc} in ring {after}",
                       "sua função respondeu '{action}' ({cycles} ciclos); a máquina seguiu em {pc} no anel {after}"},
    {Say::kStepStopped, "your function answered 'stop', and the machine stopped there",
                        "sua função respondeu 'stop', e a máquina parou ali"},
    {Say::kStepOf, "step {step} of {count}",
                   "passo {step} de {count}"},
    {Say::kDiffers, "{name} is {actual} and should be {wanted}",
                    "{name} é {actual} e deveria ser {wanted}"},
    // A report on a terminal. Commands and options are the same in every language.
    {Say::kHead, "Lab {lab}: {title}; student {student}",
                 "Lab {lab}: {title}; estudante {student}"},
    {Say::kPassed, "ok", "ok"},
    {Say::kFailed, "FAILED", "FALHOU"},
    {Say::kNotJudged, "not judged", "não avaliado"},
    {Say::kSum, "{score} of {most} points",
                "{score} de {most} pontos"},
    {Say::kHiddenToCome, "; {points} more come from hidden tests when you hand it in",
                         "; outros {points} vêm de testes ocultos quando você entregar"},
    {Say::kCase, "{name}, case {number}: {title}",
                 "{name}, caso {number}: {title}"},
    {Say::kFirstStep, "The first step that went another way:",
                      "O primeiro passo que saiu diferente:"},
    {Say::kAgain, "Run it again:  {command}",
                  "Rode de novo:  {command}"},
    {Say::kStopThere, "Stop there:    {command}",
                      "Pare ali:      {command}"},
    {Say::kAskHint, "A hint:        {command}",
                    "Uma dica:      {command}"},
    {Say::kShownBy, "The visible test {test} shows the same property:  {command}",
                    "O teste visível {test} mostra a mesma propriedade:  {command}"},
    {Say::kOtherSeeds, "Where that passes, other questions may not:  {command}",
                       "Se esse passar, outras perguntas podem não passar:  {command}"},
    {Say::kForTeacher, "What was seen (for whoever has the hidden tests):",
                       "O que se viu (para quem tem os testes ocultos):"},
    // Around the tests: which labs there are, a new folder, what students' code is executed in.
    {Say::kFolderMade, "{lab}: {title}\nRead:   {text}\nWrite:  {files}\nTry it: {command}\n",
                       "{lab}: {title}\nLeia:    {text}\nEscreva: {files}\nTeste:   {command}\n"},
    {Say::kTakes, "takes", "leva"},
    {Say::kLines, "lines", "linhas"},
    {Say::kTitle, "title", "título"},
    {Say::kSandboxOpen, "the sandbox is not whole on this computer; missing: {missing}. Submissions are held by its other layers alone",
                        "a sandbox não está inteira neste computador; falta: {missing}. As entregas são contidas só pelas outras camadas"},
    {Say::kWarnSandboxOpen, "WARNING: {open}; --require-sandbox refuses to go on like this",
                            "AVISO: {open}; com --require-sandbox, nada se executa assim"},
    {Say::kWarnFilesOpen, "WARNING: files and the network cannot be kept from the submission on this computer ({why}); go on with code that you trust alone",
                          "AVISO: neste computador não há como fechar os arquivos e a rede à entrega ({why}); siga só com código em que você confia"},
    // A session behind `anel lab debug`.
    {Say::kAtStep, "The machine (m) stands in front of step {step}: `trap` is what your function would be handed, `submission` has your functions. Look at m.cpu, m.memory, m.trace; m:back() goes back.",
                   "A máquina (m) está diante do passo {step}: `trap` é o que sua função receberia, `submission` tem suas funções. Olhe m.cpu, m.memory, m.trace; m:back() volta atrás."},
    {Say::kAtError, "Your code stopped with an error: {message}\nThe machine (m) stands where that left it; `submission` has your functions.",
                    "Seu código parou com um erro: {message}\nA máquina (m) está onde isso a deixou; `submission` tem suas funções."},
    {Say::kAtEnd, "The machine (m) stands where the test's run ended; `submission` has your functions. m:back() and m:seek(cycle) go back.",
                  "A máquina (m) está onde a execução do teste terminou; `submission` tem suas funções. m:back() e m:seek(ciclo) voltam atrás."},
    {Say::kAllHolds, "Nothing to debug: every test that was run passes. Try other questions with --seed N.",
                     "Nada a depurar: todos os testes executados passam. Tente outras perguntas com --seed N."},
};
// clang-format on

constexpr const WordsRow& words(Say say) { return kWords[static_cast<std::size_t>(say)]; }

/// Every row stands where its name says, and both languages have the same gaps.
constexpr bool words_are_sound() {
    for (std::size_t i = 0; i < std::size(kWords); ++i) {
        if (kWords[i].say != static_cast<Say>(i)) return false;
        for (const auto& [one, other] : {std::pair{kWords[i].english, kWords[i].portuguese}, std::pair{kWords[i].portuguese, kWords[i].english}})
            for (std::size_t open = one.find('{'); open != std::string_view::npos; open = one.find('{', open + 1))
                if (other.find(one.substr(open, one.find('}', open) - open + 1)) == std::string_view::npos) return false;
    }
    return true;
}
static_assert(words_are_sound());
static_assert(std::size(kWords) == static_cast<std::size_t>(Say::kAllHolds) + 1);

/// say(language, Say::kCycles, "budget"_a = …): every gap of the row is named.
template <class... Gaps>
std::string say(explain::Language language, Say what, Gaps&&... gaps) {
    const std::string_view text = language == explain::Language::kPortuguese ? words(what).portuguese : words(what).english;
    return fmt::format(fmt::runtime(text), std::forward<Gaps>(gaps)...);
}

}  // namespace anel::labs
