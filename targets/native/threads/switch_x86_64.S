// The context switch, System V ABI for x86-64. The layout of what it saves is SavedContext in context.h.
// mxcsr and the x87 control word are not saved: nobody here changes them.

        .text

        .globl  tutti_switch_context
        .hidden tutti_switch_context
        .type   tutti_switch_context, @function
        .p2align 6
tutti_switch_context:           // rdi: void** save, rsi: void* load, rcx: where to go on; jumped to (context.h)
        .cfi_startproc
        .cfi_def_cfa_offset 0
        .cfi_register %rip, %rcx
        pushq   %rcx
        .cfi_adjust_cfa_offset 8
        .cfi_offset %rip, -8
        pushq   %rbp
        .cfi_adjust_cfa_offset 8
        pushq   %rbx
        .cfi_adjust_cfa_offset 8
        pushq   %r12
        .cfi_adjust_cfa_offset 8
        pushq   %r13
        .cfi_adjust_cfa_offset 8
        pushq   %r14
        .cfi_adjust_cfa_offset 8
        pushq   %r15
        .cfi_adjust_cfa_offset 8
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        popq    %r15
        .cfi_adjust_cfa_offset -8
        popq    %r14
        .cfi_adjust_cfa_offset -8
        popq    %r13
        .cfi_adjust_cfa_offset -8
        popq    %r12
        .cfi_adjust_cfa_offset -8
        popq    %rbx
        .cfi_adjust_cfa_offset -8
        popq    %rbp
        .cfi_adjust_cfa_offset -8
        popq    %rcx            // not ret: its predictor expects the caller of this context, and would be wrong
        .cfi_adjust_cfa_offset -8
        .cfi_register %rip, %rcx
        jmpq    *%rcx
        .cfi_endproc
        .size   tutti_switch_context, . - tutti_switch_context

        .globl  tutti_begin_context
        .hidden tutti_begin_context
        .type   tutti_begin_context, @function
tutti_begin_context:            // r12: entry, r13: its argument; rsp is 16-byte aligned
        .cfi_startproc
        .cfi_undefined %rip     // unwinding ends here
        movq    %r13, %rdi
        xorl    %ebp, %ebp
        callq   *%r12
        ud2
        .cfi_endproc
        .size   tutti_begin_context, . - tutti_begin_context

        .section .note.GNU-stack, "", @progbits
