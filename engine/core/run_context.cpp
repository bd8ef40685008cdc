#include "core/run_context.hpp"

namespace stepdown {

namespace {

thread_local const RunContext* present_run = nullptr;

}  // namespace

RunScope::RunScope(const RunContext& context) : context_(context), outer_(present_run) { present_run = &context_; }

RunScope::~RunScope() { present_run = outer_; }

const RunContext* run_of_thread() { return present_run; }

}  // namespace stepdown
