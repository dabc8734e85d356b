// QScintilla, whose headers are written with Qt's keywords: here alone they are on.
#pragma once

#define signals Q_SIGNALS  // NOLINT
#define slots Q_SLOTS      // NOLINT
#include <Qsci/qscilexercustom.h>
#include <Qsci/qscilexerlua.h>
#include <Qsci/qsciscintilla.h>
#undef slots
#undef signals
