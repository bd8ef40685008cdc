/* The report's template as bytes of the program; STEPDOWN_REPORT_TEMPLATE is its path. */
    .section .rodata
    .global stepdown_report_template
    .global stepdown_report_template_end
stepdown_report_template:
    .incbin STEPDOWN_REPORT_TEMPLATE
stepdown_report_template_end:
    .section .note.GNU-stack, "", @progbits
