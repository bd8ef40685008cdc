// One switch per enumeration.

#include "report/verdict_words.hpp"

namespace stepdown {

std::string_view verdict_word(Verdict verdict) {
    switch (verdict) {
        case Verdict::met: return "met";
        case Verdict::missed: return "missed";
        case Verdict::undecided: return "undecided";
    }
    return "";
}

std::string_view agreement_words(ObservedResult::Agreement agreement) {
    switch (agreement) {
        case ObservedResult::Agreement::agrees: return "agrees";
        case ObservedResult::Agreement::model_higher: return "model is higher";
        case ObservedResult::Agreement::model_lower: return "model is lower";
        case ObservedResult::Agreement::unknown: return "unknown";
    }
    return "";
}

std::string_view evidence_word(Evidence evidence) {
    switch (evidence) {
        case Evidence::high: return "high";
        case Evidence::moderate: return "moderate";
        case Evidence::low: return "low";
        case Evidence::assumed: return "assumed";
    }
    return "";
}

}  // namespace stepdown
